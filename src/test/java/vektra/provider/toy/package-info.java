/** A toy as an add-on: a place per add-on, a user per attachment. */
@NullMarked
package vektra.provider.toy;

import org.jspecify.annotations.NullMarked;
