/** Connections that carry encoded lines: datagrams, streams, TLS, HTTP; and what is wrong with them. */
@NullMarked
package vektra.drain.connect;

import org.jspecify.annotations.NullMarked;
