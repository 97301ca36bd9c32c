/** Verbs on services and the servers behind them. */
@NullMarked
package vektra.addons.services;

import org.jspecify.annotations.NullMarked;
