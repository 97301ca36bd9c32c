/** MariaDB as an add-on, under its own name and under MySQL's: a database per add-on, an account per attachment. */
@NullMarked
package vektra.provider.mariadb;

import org.jspecify.annotations.NullMarked;
