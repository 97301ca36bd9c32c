/** The HTTP API: parses a request, calls one verb, writes one answer. */
@NullMarked
package vektra.http;

import org.jspecify.annotations.NullMarked;
