/** The description of the payment API, to be read and browsed without anything from outside. */
@NullMarked
package org.cabas.service.docs;

import org.jspecify.annotations.NullMarked;
