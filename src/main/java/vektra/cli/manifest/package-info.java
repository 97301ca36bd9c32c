/** The commands on manifests. */
@NullMarked
package vektra.cli.manifest;

import org.jspecify.annotations.NullMarked;
