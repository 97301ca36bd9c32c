/** TCP ports: which are free, who listens on one, and what clients call the server there. */
@NullMarked
package vektra.server.port;

import org.jspecify.annotations.NullMarked;
