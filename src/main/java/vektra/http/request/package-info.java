/** What a route is, what it is asked and what it answers: paths, fields, refusals and their words. */
@NullMarked
package vektra.http.request;

import org.jspecify.annotations.NullMarked;
