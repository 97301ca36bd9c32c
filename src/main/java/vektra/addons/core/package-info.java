/** What the verbs share: the installation, finding what a name means, what holds an add-on. */
@NullMarked
package vektra.addons.core;

import org.jspecify.annotations.NullMarked;
