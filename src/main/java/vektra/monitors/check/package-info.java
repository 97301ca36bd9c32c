/** Built-in monitors: what {@code addon:}, {@code http:}, {@code tcp:}, {@code dns:} and {@code tls:} mean. */
@NullMarked
package vektra.monitors.check;

import org.jspecify.annotations.NullMarked;
