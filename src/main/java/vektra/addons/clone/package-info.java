/** Makes an app like another one, such as for the review of a change. */
@NullMarked
package vektra.addons.clone;

import org.jspecify.annotations.NullMarked;
