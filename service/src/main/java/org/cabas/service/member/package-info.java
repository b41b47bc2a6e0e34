/** Households, their members and their cards. */
@NullMarked
package org.cabas.service.member;

import org.jspecify.annotations.NullMarked;
