/** Add-ons in the words of Convox, which calls them resources. */
@NullMarked
package vektra.addons.resources;

import org.jspecify.annotations.NullMarked;
