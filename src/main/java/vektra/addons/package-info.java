/** The verbs on an add-on and its attachments: what can be asked for, whatever face asks for it. */
@NullMarked
package vektra.addons;

import org.jspecify.annotations.NullMarked;
