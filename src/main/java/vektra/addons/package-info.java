/** The verbs on add-ons, the audit and the tokens: what can be asked for, whatever face asks for it. */
@NullMarked
package vektra.addons;

import org.jspecify.annotations.NullMarked;
