/** Finds the programs of a server: on this machine, in Debian's packages, or in jars of Maven Central. */
@NullMarked
package vektra.server.software;

import org.jspecify.annotations.NullMarked;
