/** The HTTP API: takes a request, finds its route, lets it in, and sends the answer. */
@NullMarked
package vektra.http;

import org.jspecify.annotations.NullMarked;
