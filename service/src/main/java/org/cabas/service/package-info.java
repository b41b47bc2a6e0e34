/** The service: one package a feature of the domain. */
@NullMarked
package org.cabas.service;

import org.jspecify.annotations.NullMarked;
