/** Passes the connections of clients on this machine to a server elsewhere. */
@NullMarked
package vektra.relay;

import org.jspecify.annotations.NullMarked;
