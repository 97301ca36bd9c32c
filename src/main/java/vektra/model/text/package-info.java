/** What is said to callers: texts with the inputs and next steps in them, and the one exception that carries them. */
@NullMarked
package vektra.model.text;

import org.jspecify.annotations.NullMarked;
