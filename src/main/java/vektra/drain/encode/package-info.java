/** How a log line looks on the wire: syslog, JSON and text, and how lines are framed. */
@NullMarked
package vektra.drain.encode;

import org.jspecify.annotations.NullMarked;
