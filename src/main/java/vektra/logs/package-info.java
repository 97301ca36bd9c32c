/** Log lines from where they are written to where they go, none lost silently: what the faces ask for, over the rooms inside. */
@NullMarked
package vektra.logs;

import org.jspecify.annotations.NullMarked;
