/** Commands on the add-ons of an app. */
@NullMarked
package vektra.cli.addons;

import org.jspecify.annotations.NullMarked;
