# Simulated trial
# SIMULATED DATA: no pupil has given these answers.
# Made 2026-11-22. Repeats the numbers of the report from analyse.csv and compares them with those of the product.
# The arms are A and B: the study has not been unblinded.
# Analysis plan: none
# Needs lme4, lmerTest and clubSandwich.
# The permutation test is not repeated here. `forspring randomise` prints the draw again from the list of schools and
# the seed in the study’s record, and with other seeds other draws of the same design. Under each of them take the
# difference between the arms of the schools’ mean residuals (those of the model without inArm).

suppressPackageStartupMessages({ library(lme4); library(lmerTest); library(clubSandwich) })
d <- read.csv("analyse.csv", na.strings = "", colClasses = c(panel = "character"))
if ("arm" %in% names(d)) d$arm <- as.character(d$arm)

checked <- 0; worst <- 0; worst_name <- ""
check <- function(name, r, ours) {
  # Against the size of the number; numbers below 1e-3 against 1e-3.
  apart <- abs(r - ours) / max(1e-3, abs(ours))
  checked <<- checked + 1
  if (is.na(apart) || apart > worst) { worst <<- if (is.na(apart)) Inf else apart; worst_name <<- name }
  cat(sprintf("%-60s R %12.6f  product %12.6f\n", name, r, ours))
}
finish <- function() {
  cat(sprintf("%d numbers, largest relative difference %.1e (%s)\n", checked, worst, worst_name))
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
}
d$gender_before <- factor(d$gender_before)

# ---- s_intend, wave 2
check("s_intend wave 2 A n", sum(!is.na(rows(2, "A")$s_intend)), 228)
check_mean("s_intend wave 2 A", rows(2, "A"), "s_intend", 0.6322368421052632, 0.4886637803958195, 0.7758099038147069)
check("s_intend wave 2 B n", sum(!is.na(rows(2, "B")$s_intend)), 229)
check_mean("s_intend wave 2 B", rows(2, "B"), "s_intend", 0.4161572052401747, 0.26661814125645306, 0.5656962692238963)
check_icc("s_intend ICC baseline", rows(1, NULL), "s_intend", FALSE, 0.19088836575228632, 0.10616169573863649, 0.34214799564383525)
check_icc("s_intend ICC follow-up", rows(2, NULL), "s_intend", TRUE, 0.14635640306678374, 0.07310345346159944, 0.28613442238277353)
check_effect("s_intend B - A", mixed(pair(2, "B", "A"), "s_intend", c("s_intend_before", "gender_before")), -0.18386325672984918, -0.30088961493158495, -0.0668368985281134, 0.05606629712105004, 0.003785669678596113)
check_icc_model("s_intend B - A ICC", pair(2, "B", "A"), "s_intend", c("s_intend_before", "gender_before"), 0.02403947050050061, 0, 0.10801759757356896)
check_effect("unadjusted: s_intend B - A", mixed(pair(2, "B", "A"), "s_intend", c()), -0.20694237840744584, -0.40038528750186014, -0.013499469313031531, 0.0933043498828836, 0.037136307229638704)
check_icc_model("unadjusted: s_intend B - A ICC", pair(2, "B", "A"), "s_intend", c(), 0.1457048433972137, 0.07024885406864967, 0.2764374650305501)
check_effect("school-means: s_intend B - A", school_means(pair(2, "B", "A"), "s_intend", c("s_intend_school")), -0.16861305896757484, -0.26273619042430646, -0.07448992751084323, 0.04525990808118354, 0.0012502030255633933)
check_icc_model("school-means: s_intend B - A ICC", pair(2, "B", "A"), "s_intend", c("s_intend_school"), 0, 0, 0.045356404634161)
weights_of <- weighted_change("s_intend", 1, 2, "B", "A")
check_effect("s_intend weighted B", weights_of, -0.17750343027557505, -0.29121131217245905, -0.06379554837869107, 0.05477160749766135, 0.003813464925183379)
check("s_intend weighted B: effective number", weights_of$effective, 346.7882663018721)

# ---- drunk_12m_from_1, wave 2
check("drunk_12m_from_1 wave 2 A n", sum(!is.na(rows(2, "A")$drunk_12m_from_1)), 226)
check_share("drunk_12m_from_1 wave 2 A", rows(2, "A"), "drunk_12m_from_1", 0.07964601769911503, 0.04223796885426836, 0.1451630878409804)
check("drunk_12m_from_1 wave 2 B n", sum(!is.na(rows(2, "B")$drunk_12m_from_1)), 225)
check_share("drunk_12m_from_1 wave 2 B", rows(2, "B"), "drunk_12m_from_1", 0.040000000000000015, 0.0156335416325925, 0.09854221964742298)
check_icc("drunk_12m_from_1 ICC baseline", rows(1, NULL), "drunk_12m_from_1", FALSE, 0.027431782960503172, -0.004626186738591605, 0.0972979542854744)
check_icc("drunk_12m_from_1 ICC follow-up", rows(2, NULL), "drunk_12m_from_1", TRUE, 0.03626547186372416, 0.000044574806049577565, 0.11562517506496706)
check_effect("drunk_12m_from_1 B - A", mixed(pair(2, "B", "A"), "drunk_12m_from_1", c("drunk_12m_from_1_before", "gender_before")), -0.0504864921771082, -0.11533819549635649, 0.014365211142140094, 0.03120356088694933, 0.12044263638292729)
check_icc_model("drunk_12m_from_1 B - A ICC", pair(2, "B", "A"), "drunk_12m_from_1", c("drunk_12m_from_1_before", "gender_before"), 0.023363753645702902, 0, 0.10606413089651613)

# ---- s_refuse, wave 2
check("s_refuse wave 2 A n", sum(!is.na(rows(2, "A")$s_refuse)), 231)
check_mean("s_refuse wave 2 A", rows(2, "A"), "s_refuse", 1.6688316017316016, 1.6037817415134827, 1.7338814619497205)
check("s_refuse wave 2 B n", sum(!is.na(rows(2, "B")$s_refuse)), 230)
check_mean("s_refuse wave 2 B", rows(2, "B"), "s_refuse", 1.7394173913043478, 1.6697347712175217, 1.809100011391174)
check_icc("s_refuse ICC baseline", rows(1, NULL), "s_refuse", FALSE, -0.008184457623918144, -0.026141737266782587, 0.032874225562972384)
check_icc("s_refuse ICC follow-up", rows(2, NULL), "s_refuse", TRUE, 0.009876207449854372, -0.015930519002011694, 0.0685044214824872)
check_effect("s_refuse B - A", mixed(pair(2, "B", "A"), "s_refuse", c("s_refuse_before", "gender_before")), 0.08014656481898876, -0.022821026083144, 0.1831141557211215, 0.04953701314929156, 0.1204854967705633)
check_icc_model("s_refuse B - A ICC", pair(2, "B", "A"), "s_refuse", c("s_refuse_before", "gender_before"), 0.0149546943672708, 0, 0.08926817077317431)

# ---- s_help_easy, wave 2
check("s_help_easy wave 2 A n", sum(!is.na(rows(2, "A")$s_help_easy)), 231)
check_mean("s_help_easy wave 2 A", rows(2, "A"), "s_help_easy", 1.6735207792207791, 1.5878348459692337, 1.7592067124723245)
check("s_help_easy wave 2 B n", sum(!is.na(rows(2, "B")$s_help_easy)), 229)
check_mean("s_help_easy wave 2 B", rows(2, "B"), "s_help_easy", 1.688865502183406, 1.5995727302101974, 1.7781582741566146)
check_icc("s_help_easy ICC baseline", rows(1, NULL), "s_help_easy", FALSE, 0.0014340143817298744, -0.0202598340430389, 0.050416523344633854)
check_icc("s_help_easy ICC follow-up", rows(2, NULL), "s_help_easy", TRUE, 0.020299653556499965, -0.009513016565884817, 0.08709761414974763)
check_effect("s_help_easy B - A", mixed(pair(2, "B", "A"), "s_help_easy", c("s_help_easy_before", "gender_before")), -0.022022927048170757, -0.16793973545610774, 0.12389388135976621, 0.07040529650482862, 0.7573441209141025)
check_icc_model("s_help_easy B - A ICC", pair(2, "B", "A"), "s_help_easy", c("s_help_easy_before", "gender_before"), 0.04669388144537242, 0, 0.13990467352619226)

# ---- drunk_life_from_1, wave 2
check("drunk_life_from_1 wave 2 A n", sum(!is.na(rows(2, "A")$drunk_life_from_1)), 225)
check_share("drunk_life_from_1 wave 2 A", rows(2, "A"), "drunk_life_from_1", 0.17777777777777784, 0.10569713760160819, 0.28343501583467406)
check("drunk_life_from_1 wave 2 B n", sum(!is.na(rows(2, "B")$drunk_life_from_1)), 221)
check_share("drunk_life_from_1 wave 2 B", rows(2, "B"), "drunk_life_from_1", 0.10407239819004516, 0.050059158013534874, 0.20385840641094188)
check_icc("drunk_life_from_1 ICC baseline", rows(1, NULL), "drunk_life_from_1", FALSE, 0.06990776507316909, 0.02287577593019464, 0.16714498421645588)
check_icc("drunk_life_from_1 ICC follow-up", rows(2, NULL), "drunk_life_from_1", TRUE, 0.08508240607126899, 0.03124091865566145, 0.1957992538110246)
check_effect("drunk_life_from_1 B - A", mixed(pair(2, "B", "A"), "drunk_life_from_1", c("drunk_life_from_1_before", "gender_before")), -0.10264280405968605, -0.20847177972146175, 0.0031861716020896436, 0.05071194775514387, 0.056624298374006975)
check_icc_model("drunk_life_from_1 B - A ICC", pair(2, "B", "A"), "drunk_life_from_1", c("drunk_life_from_1_before", "gender_before"), 0.05939264252661933, 0.0018068655918694718, 0.1680387886289012)
check("s_intend wave 1 A n", sum(!is.na(rows(1, "A")$s_intend)), 233)
check_mean("s_intend wave 1 A", rows(1, "A"), "s_intend", 0.6330472103004292, 0.459418264703188, 0.8066761558976705)
check("s_intend wave 2 A n", sum(!is.na(rows(2, "A")$s_intend)), 228)
check_mean("s_intend wave 2 A", rows(2, "A"), "s_intend", 0.6322368421052632, 0.4886637803958195, 0.7758099038147069)
check("s_intend wave 1 B n", sum(!is.na(rows(1, "B")$s_intend)), 232)
check_mean("s_intend wave 1 B", rows(1, "B"), "s_intend", 0.5900862068965517, 0.4136722876878905, 0.7665001261052129)
check("s_intend wave 2 B n", sum(!is.na(rows(2, "B")$s_intend)), 229)
check_mean("s_intend wave 2 B", rows(2, "B"), "s_intend", 0.4161572052401747, 0.26661814125645306, 0.5656962692238963)
check("drunk_12m_from_1 wave 1 A n", sum(!is.na(rows(1, "A")$drunk_12m_from_1)), 227)
check_share("drunk_12m_from_1 wave 1 A", rows(1, "A"), "drunk_12m_from_1", 0.0616740088105727, 0.027498158117872762, 0.1325363423972638)
check("drunk_12m_from_1 wave 2 A n", sum(!is.na(rows(2, "A")$drunk_12m_from_1)), 226)
check_share("drunk_12m_from_1 wave 2 A", rows(2, "A"), "drunk_12m_from_1", 0.07964601769911503, 0.04223796885426836, 0.1451630878409804)
check("drunk_12m_from_1 wave 1 B n", sum(!is.na(rows(1, "B")$drunk_12m_from_1)), 232)
check_share("drunk_12m_from_1 wave 1 B", rows(1, "B"), "drunk_12m_from_1", 0.07327586206896551, 0.040394091848743416, 0.12931711187258527)
check("drunk_12m_from_1 wave 2 B n", sum(!is.na(rows(2, "B")$drunk_12m_from_1)), 225)
check_share("drunk_12m_from_1 wave 2 B", rows(2, "B"), "drunk_12m_from_1", 0.040000000000000015, 0.0156335416325925, 0.09854221964742298)
check("s_refuse wave 1 A n", sum(!is.na(rows(1, "A")$s_refuse)), 235)
check_mean("s_refuse wave 1 A", rows(1, "A"), "s_refuse", 1.6418438297872342, 1.5762203237017376, 1.7074673358727308)
check("s_refuse wave 2 A n", sum(!is.na(rows(2, "A")$s_refuse)), 231)
check_mean("s_refuse wave 2 A", rows(2, "A"), "s_refuse", 1.6688316017316016, 1.6037817415134827, 1.7338814619497205)
check("s_refuse wave 1 B n", sum(!is.na(rows(1, "B")$s_refuse)), 238)
check_mean("s_refuse wave 1 B", rows(1, "B"), "s_refuse", 1.6803945378151262, 1.6309972268069428, 1.7297918488233095)
check("s_refuse wave 2 B n", sum(!is.na(rows(2, "B")$s_refuse)), 230)
check_mean("s_refuse wave 2 B", rows(2, "B"), "s_refuse", 1.7394173913043478, 1.6697347712175217, 1.809100011391174)
check("s_help_easy wave 1 A n", sum(!is.na(rows(1, "A")$s_help_easy)), 235)
check_mean("s_help_easy wave 1 A", rows(1, "A"), "s_help_easy", 1.6404272340425532, 1.559851166060284, 1.7210033020248223)
check("s_help_easy wave 2 A n", sum(!is.na(rows(2, "A")$s_help_easy)), 231)
check_mean("s_help_easy wave 2 A", rows(2, "A"), "s_help_easy", 1.6735207792207791, 1.5878348459692337, 1.7592067124723245)
check("s_help_easy wave 1 B n", sum(!is.na(rows(1, "B")$s_help_easy)), 237)
check_mean("s_help_easy wave 1 B", rows(1, "B"), "s_help_easy", 1.7180033755274262, 1.6482565586839564, 1.787750192370896)
check("s_help_easy wave 2 B n", sum(!is.na(rows(2, "B")$s_help_easy)), 229)
check_mean("s_help_easy wave 2 B", rows(2, "B"), "s_help_easy", 1.688865502183406, 1.5995727302101974, 1.7781582741566146)
check("drunk_life_from_1 wave 1 A n", sum(!is.na(rows(1, "A")$drunk_life_from_1)), 232)
check_share("drunk_life_from_1 wave 1 A", rows(1, "A"), "drunk_life_from_1", 0.16810344827586207, 0.10189070238756931, 0.26466408460191876)
check("drunk_life_from_1 wave 2 A n", sum(!is.na(rows(2, "A")$drunk_life_from_1)), 225)
check_share("drunk_life_from_1 wave 2 A", rows(2, "A"), "drunk_life_from_1", 0.17777777777777784, 0.10569713760160819, 0.28343501583467406)
check("drunk_life_from_1 wave 1 B n", sum(!is.na(rows(1, "B")$drunk_life_from_1)), 231)
check_share("drunk_life_from_1 wave 1 B", rows(1, "B"), "drunk_life_from_1", 0.16017316017316022, 0.09225379476555264, 0.2635770108279416)
check("drunk_life_from_1 wave 2 B n", sum(!is.na(rows(2, "B")$drunk_life_from_1)), 221)
check_share("drunk_life_from_1 wave 2 B", rows(2, "B"), "drunk_life_from_1", 0.10407239819004516, 0.050059158013534874, 0.20385840641094188)
check_effect("gender = 1: s_intend B - A", mixed(pair(2, "B", "A", d$gender_before %in% 1), "s_intend", c("s_intend_before")), -0.2211082080194105, -0.4384951863122396, -0.0037212297265814265, 0.10336880044124985, 0.0465925671102862)
check_icc_model("gender = 1: s_intend B - A ICC", pair(2, "B", "A", d$gender_before %in% 1), "s_intend", c("s_intend_before"), 0.13131570312327545, 0.014221877361994404, 0.32891335462102483)
check_effect("gender = 2: s_intend B - A", school_means(pair(2, "B", "A", d$gender_before %in% 2), "s_intend", c("s_intend_before")), -0.11373215173093079, -0.23887052375235565, 0.011406220290494068, 0.060173850226416074, 0.07263264464390486)
check_icc_model("gender = 2: s_intend B - A ICC", pair(2, "B", "A", d$gender_before %in% 2), "s_intend", c("s_intend_before"), 0, 0, 0.06322529397865537)
check_baseline("baseline s_intend A", rows(1, "A"), "s_intend", 0.6330472103004292, 0.5665630518548646)
check_baseline("baseline s_intend B", rows(1, "B"), "s_intend", 0.5900862068965517, 0.5478497845902591)
check_apart("baseline s_intend apart", 1, c("A", "B"), "s_intend", 0.07708982948711537)
check_baseline("baseline drunk_12m_from_1 A", rows(1, "A"), "drunk_12m_from_1", 0.0616740088105727)
check_baseline("baseline drunk_12m_from_1 B", rows(1, "B"), "drunk_12m_from_1", 0.07327586206896551)
check_apart("baseline drunk_12m_from_1 apart", 1, c("A", "B"), "drunk_12m_from_1", 0.046163050966681614)
check_baseline("baseline s_refuse A", rows(1, "A"), "s_refuse", 1.6418438297872342, 0.4413394718303883)
check_baseline("baseline s_refuse B", rows(1, "B"), "s_refuse", 1.6803945378151262, 0.44713844136981734)
check_apart("baseline s_refuse apart", 1, c("A", "B"), "s_refuse", 0.08677736689591024)
check_baseline("baseline s_help_easy A", rows(1, "A"), "s_help_easy", 1.6404272340425532, 0.5499903332705354)
check_baseline("baseline s_help_easy B", rows(1, "B"), "s_help_easy", 1.7180033755274262, 0.5170140844772796)
check_apart("baseline s_help_easy apart", 1, c("A", "B"), "s_help_easy", 0.14533982880905844)
check_baseline("baseline drunk_life_from_1 A", rows(1, "A"), "drunk_life_from_1", 0.16810344827586207)
check_baseline("baseline drunk_life_from_1 B", rows(1, "B"), "drunk_life_from_1", 0.16017316017316022)
check_apart("baseline drunk_life_from_1 apart", 1, c("A", "B"), "drunk_life_from_1", 0.021364939652291262)
check_lost("attrition A", 1, 2, "A", 240, 184)
check_lost("attrition B", 1, 2, "B", 240, 177)
check_effect("gender 1 against 2: B - A", interaction_of(pair(2, "B", "A", d$gender_before %in% c(1, 2)), "s_intend", c("s_intend_before"), "gender_before", 1), -0.0580900183315185, -0.2913818091784451, 0.17520177251540808, 0.11198586509992642, 0.6095280953363145)
check("secondary p 1, holm", p.adjust(c(0.12044263638292729, 0.1204854967705633), "holm")[1], 0.24088527276585459)
check("secondary p 2, holm", p.adjust(c(0.12044263638292729, 0.1204854967705633), "holm")[2], 0.24088527276585459)
check("exploratory p 1, BH", p.adjust(c(0.7573441209141025), "BH")[1], 0.7573441209141025)

finish()
