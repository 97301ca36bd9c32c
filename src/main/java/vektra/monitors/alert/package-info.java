/** Alerts: when monitors open and end an incident, and the messages about it that reach their destination. */
@NullMarked
package vektra.monitors.alert;

import org.jspecify.annotations.NullMarked;
