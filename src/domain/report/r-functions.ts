// What the R script of a report begins with: the same methods by R's own packages, and the comparison.

/** @param file name of the table */
export const rFunctions = (file: string): string => `
suppressPackageStartupMessages({ library(lme4); library(lmerTest); library(clubSandwich) })
d <- read.csv(${JSON.stringify(file)}, na.strings = "", colClasses = c(panel = "character"))
if ("arm" %in% names(d)) d$arm <- as.character(d$arm)

checked <- 0; worst <- 0; worst_name <- ""
check <- function(name, r, ours) {
  # Against the size of the number; numbers below 1e-3 against 1e-3.
  apart <- abs(r - ours) / max(1e-3, abs(ours))
  checked <<- checked + 1
  if (is.na(apart) || apart > worst) { worst <<- if (is.na(apart)) Inf else apart; worst_name <<- name }
  cat(sprintf("%-60s R %12.6f  product %12.6f\\n", name, r, ours))
}
finish <- function() {
  cat(sprintf("%d numbers, largest relative difference %.1e (%s)\\n", checked, worst, worst_name))
  if (worst > 1e-4) stop("R and the product do not agree.")
}
rows <- function(wave, arm) d[d$wave == wave & (if (is.null(arm)) TRUE else d$arm == arm), ]
pair <- function(wave, arm, control, where = TRUE) {
  picked <- d[d$wave == wave & d$arm %in% c(arm, control) & where, ]
  picked$inArm <- as.numeric(picked$arm == arm)
  picked
}

# Means and shares: CR2 errors by school, Satterthwaite degrees of freedom; shares with an interval on the logit scale.
cr2 <- function(fit, school) coef_test(fit, vcov = "CR2", cluster = school, test = "Satterthwaite")
group <- function(x, column) {
  x <- x[!is.na(x[[column]]), ]; y <- x[[column]]
  t <- cr2(lm(y ~ 1), x$school); list(b = t$beta, se = t$SE, df = if (is.null(t$df_Satt)) t$df else t$df_Satt)
}
check_mean <- function(name, x, column, estimate, low, high) {
  g <- group(x, column); half <- qt(.975, g$df) * g$se
  check(name, g$b, estimate); check(paste(name, "low"), g$b - half, low); check(paste(name, "high"), g$b + half, high)
}
check_share <- function(name, x, column, estimate, low, high) {
  g <- group(x, column); half <- qt(.975, g$df) * g$se / (g$b * (1 - g$b))
  check(name, g$b, estimate)
  check(paste(name, "low"), plogis(qlogis(g$b) - half), low); check(paste(name, "high"), plogis(qlogis(g$b) + half), high)
}
# The table of baseline: mean or share, standard deviation, and how far apart the arms are in standard deviations.
check_baseline <- function(name, x, column, estimate, deviation = NULL) {
  y <- x[[column]][!is.na(x[[column]])]; check(name, mean(y), estimate)
  if (!is.null(deviation)) check(paste(name, "sd"), sd(y), deviation)
}
check_apart <- function(name, wave, arms, column, ours) {
  y <- lapply(arms, function(a) { v <- rows(wave, a)[[column]]; v[!is.na(v)] }); m <- vapply(y, mean, 0)
  check(name, (max(m) - min(m)) / sqrt(mean(vapply(y, var, 0))), ours)
}
# Who answered first, and who of them is found again at the last wave of an outcome.
check_lost <- function(name, first, last, arm, baseline, again = NULL) {
  x <- rows(first, arm); check(paste(name, "at baseline"), nrow(x), baseline)
  later <- d$panel[d$wave == last & !is.na(d$panel)]
  if (!is.null(again)) check(paste(name, "found again"), sum(x$panel %in% later), again)
}
# Intraclass correlation by analysis of variance, of schools within arms where by_arm; interval after Searle (1971).
check_icc <- function(name, x, column, by_arm, estimate, low, high) {
  x <- x[!is.na(x[[column]]), ]; x$y <- x[[column]]; x$arm <- if (by_arm) x$arm else "all"
  table <- anova(lm(reformulate(c(if (by_arm) "arm", "factor(school)"), "y"), x)); rest <- nrow(table)
  f <- table[["F value"]][rest - 1]; k <- table$Df[rest - 1]; n <- table$Df[rest]
  m <- tapply(x$y, x$school, length); in_arm <- tapply(x$arm, x$school, function(a) a[1])
  m0 <- (nrow(x) - sum(tapply(m, in_arm, function(s) sum(s^2) / sum(s)))) / k
  share <- function(r) (r - 1) / (r + m0 - 1)
  check(name, share(f), estimate)
  check(paste(name, "low"), share(f / qf(.975, k, n)), low); check(paste(name, "high"), share(f / qf(.025, k, n)), high)
}

complete <- function(x, column, adjusted) x[complete.cases(x[, c(column, adjusted, "inArm", "school")]), ]
# Linear mixed model, REML, Satterthwaite. The optimiser must not stop at the fifth digit, as it does unless told.
close_to <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhobeg = 0.02, rhoend = 1e-10, maxfun = 1e5))
mixed <- function(x, column, adjusted) {
  x <- complete(x, column, adjusted)
  fit <- lmerTest::lmer(reformulate(c(adjusted, "inArm", "(1 | school)"), column), x, REML = TRUE, control = close_to)
  row <- summary(fit)$coefficients["inArm", ]
  list(b = row[["Estimate"]], se = row[["Std. Error"]], df = row[["df"]])
}
# Two stages: residuals of what varies between pupils, averaged by school, then schools compared (each counts once).
school_means <- function(x, column, adjusted) {
  x <- complete(x, column, adjusted)
  own <- adjusted[vapply(adjusted, function(a) any(tapply(x[[a]], x$school, function(v) length(unique(v)) > 1)), TRUE)]
  y <- if (length(own)) residuals(lm(reformulate(own, column), x)) else x[[column]]
  s <- aggregate(c(list(y = y), x[c(setdiff(adjusted, own), "inArm")]), list(school = x$school), mean)
  fit <- lm(reformulate(c(setdiff(adjusted, own), "inArm"), "y"), s)
  row <- summary(fit)$coefficients["inArm", ]
  list(b = row[["Estimate"]], se = row[["Std. Error"]], df = fit$df.residual)
}
# How much the effect in a group lies above that in the other pupils: arm, group, both together, CR2.
interaction_of <- function(x, column, adjusted, by, value) {
  x$inGroup <- as.numeric(as.character(x[[by]]) == as.character(value)); x <- complete(x, column, adjusted)
  t <- cr2(lm(reformulate(c(adjusted, "inGroup", "inArm", "inGroup:inArm"), column), x), x$school)
  at <- nrow(t); list(b = t$beta[at], se = t$SE[at], df = if (is.null(t$df_Satt)) t$df[at] else t$df_Satt[at])
}
# Difference between waves, beyond that of control where there is one: a term a school, CR2.
change <- function(column, before, after, arm, control) {
  x <- d[d$wave %in% c(before, after) & !is.na(d[[column]]), ]
  if (!is.null(arm)) x <- x[x$arm %in% c(arm, control), ]
  x$later <- as.numeric(x$wave == after); x$effect <- if (is.null(arm)) x$later else x$later * (x$arm == arm)
  terms <- if (is.null(arm)) "effect" else c("later", "effect")
  t <- cr2(lm(reformulate(c("factor(school)", terms), column), x), x$school)
  at <- nrow(t); list(b = t$beta[at], se = t$SE[at], df = if (is.null(t$df_Satt)) t$df[at] else t$df_Satt[at])
}
# The same for every wave against a reference: a term a school and a wave, CR2.
event_time <- function(column, waves, reference, arm, control) {
  x <- d[d$wave %in% waves & d$arm %in% c(arm, control) & !is.na(d[[column]]), ]
  others <- setdiff(waves, reference); at <- paste0("at", others)
  for (i in seq_along(others)) x[[at[i]]] <- as.numeric(x$wave == others[i] & x$arm == arm)
  t <- cr2(lm(reformulate(c("factor(school)", "factor(wave)", at), column), x), x$school); last <- tail(seq_len(nrow(t)), length(at))
  df <- if (is.null(t$df_Satt)) t$df else t$df_Satt
  lapply(setNames(last, others), function(i) list(b = t$beta[i], se = t$SE[i], df = df[i]))
}
# Those found again, weighted by the inverse of their chance to be found (cut at the 99th percentile).
weighted_change <- function(column, before, after, arm, control) {
  x <- d[d$wave == before & d$arm %in% c(arm, control) & !is.na(d[[column]]), ]
  l <- d[d$wave == after & !is.na(d$panel) & !is.na(d[[column]]), ]
  x$then <- l[[column]][match(x$panel, l$panel, incomparables = NA)]
  x$inArm <- as.numeric(x$arm == arm); x$old <- x[[column]]; x$stayed <- as.numeric(!is.na(x$then))
  p <- fitted(glm(stayed ~ old * inArm, binomial, x, control = list(epsilon = 1e-14, maxit = 100)))
  w <- ifelse(x$stayed == 1, mean(x$stayed) / p, 0); kept <- sort(w[w > 0])
  w <- pmin(w, kept[ceiling(.99 * length(kept))]); k <- w > 0; r <- sqrt(w[k])
  y <- x$then[k] * r; one <- r; old <- x$old[k] * r; inArm <- x$inArm[k] * r
  t <- cr2(lm(y ~ 0 + one + old + inArm), x$school[k])
  list(b = t$beta[3], se = t$SE[3], df = if (is.null(t$df_Satt)) t$df[3] else t$df_Satt[3], effective = sum(w)^2 / sum(w^2))
}
check_effect <- function(name, e, estimate, low, high, se, p) {
  half <- qt(.975, e$df) * e$se
  check(name, e$b, estimate); check(paste(name, "se"), e$se, se)
  check(paste(name, "low"), e$b - half, low); check(paste(name, "high"), e$b + half, high)
  check(paste(name, "p"), 2 * pt(-abs(e$b / e$se), e$df), p)
}
# Intraclass correlation given the terms of the model, with a profile likelihood interval.
check_icc_model <- function(name, x, column, adjusted, estimate, low, high) {
  x <- complete(x, column, adjusted)
  f <- lme4::lmer(reformulate(c(adjusted, "inArm", "(1 | school)"), column), x, REML = TRUE, devFunOnly = TRUE)
  at <- function(icc) f(sqrt(icc / (1 - icc)))
  best <- optimize(at, c(0, .999), tol = 1e-10); icc <- if (at(0) <= best$objective) 0 else best$minimum
  top <- min(at(0), best$objective) + qchisq(.95, 1)
  root <- function(a, b) uniroot(function(i) at(i) - top, c(a, b), tol = 1e-10)$root
  check(name, icc, estimate)
  check(paste(name, "low"), if (icc == 0 || at(0) <= top) 0 else root(0, icc), low)
  check(paste(name, "high"), root(icc, .9999), high)
}`
