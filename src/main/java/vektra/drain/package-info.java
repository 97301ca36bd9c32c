/** Where log lines go: how they look on the wire for each service, and the connections that carry them. */
@NullMarked
package vektra.drain;

import org.jspecify.annotations.NullMarked;
