/** Processes of this machine: starting programs, as which user, and which of them still run. */
@NullMarked
package vektra.server.process;

import org.jspecify.annotations.NullMarked;
