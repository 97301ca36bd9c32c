/** What an app is, with its releases and the space that it is in. */
@NullMarked
package vektra.model.app;

import org.jspecify.annotations.NullMarked;
