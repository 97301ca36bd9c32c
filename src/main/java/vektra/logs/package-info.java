/** Takes log lines from where they are written to where they go, and loses none silently. */
@NullMarked
package vektra.logs;

import org.jspecify.annotations.NullMarked;
