/** Managed servers as detached local processes: finds their software, makes their folders, starts and stops them. */
@NullMarked
package vektra.server;

import org.jspecify.annotations.NullMarked;
