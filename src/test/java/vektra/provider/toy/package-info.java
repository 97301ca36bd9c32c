/** A toy as an add-on: a drawer per add-on, a user per attachment. */
@NullMarked
package vektra.provider.toy;

import org.jspecify.annotations.NullMarked;
