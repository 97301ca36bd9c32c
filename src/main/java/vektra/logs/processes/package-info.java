/** Running the processes of an app side by side: what a Procfile declares, what they print, how they end. */
@NullMarked
package vektra.logs.processes;

import org.jspecify.annotations.NullMarked;
