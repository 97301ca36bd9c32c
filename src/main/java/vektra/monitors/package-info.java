/** Monitors of network services: running them, and what their logs say of the services. */
@NullMarked
package vektra.monitors;

import org.jspecify.annotations.NullMarked;
