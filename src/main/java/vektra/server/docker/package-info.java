/** Managed servers as containers of the engine behind a Docker socket: makes, starts, watches and stops them. */
@NullMarked
package vektra.server.docker;

import org.jspecify.annotations.NullMarked;
