/** The home itself: who may use its API, what encrypts its secrets, and the audit of its changes. */
@NullMarked
package vektra.addons.home;

import org.jspecify.annotations.NullMarked;
