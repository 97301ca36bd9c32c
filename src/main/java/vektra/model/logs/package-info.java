/** What a log line is, and a drain that ships it. */
@NullMarked
package vektra.model.logs;

import org.jspecify.annotations.NullMarked;
