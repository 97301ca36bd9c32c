/** The web page, and logging in to it. */
@NullMarked
package vektra.http.page;

import org.jspecify.annotations.NullMarked;
