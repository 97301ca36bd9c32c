/** Canaries: disposable apps that monitors try things on, made of folders of services, and destroyed as they were recorded. */
@NullMarked
package vektra.monitors.canary;

import org.jspecify.annotations.NullMarked;
