/** The verbs of Vektra: what can be done with services, add-ons and apps, whatever face asks for it. */
@NullMarked
package vektra.addons;

import org.jspecify.annotations.NullMarked;
