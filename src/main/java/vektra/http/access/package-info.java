/** Who may ask for what: tokens, and the server's own certificate. */
@NullMarked
package vektra.http.access;

import org.jspecify.annotations.NullMarked;
