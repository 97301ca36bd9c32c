/** The text and meta protocols. */
@NullMarked
package vektra.memcached.text;

import org.jspecify.annotations.NullMarked;
