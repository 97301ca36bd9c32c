/** Verbs on apps: their config vars, releases and spaces. */
@NullMarked
package vektra.addons.apps;

import org.jspecify.annotations.NullMarked;
