/** Where the faces get verbs from: the only place that gives each verb what it works with. */
@NullMarked
package vektra.addons.verbs;

import org.jspecify.annotations.NullMarked;
