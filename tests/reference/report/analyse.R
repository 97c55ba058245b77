# Simulated trial
# SIMULATED DATA: no pupil has given these answers.
# Made 2026-11-22. Repeats the numbers of the report from analyse.csv and compares them with those of the product.
# The arms are A and B: the study has not been unblinded.
# Analysis plan: none
# Needs lme4, lmerTest and clubSandwich. Permutation tests are repeated by `forspring randomise`, not here.

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
# Intraclass correlation by analysis of variance, interval after Searle (1971).
check_icc <- function(name, x, column, estimate, low, high) {
  x <- x[!is.na(x[[column]]), ]; y <- x[[column]]; m <- table(x$school); k <- length(m); n <- length(y)
  means <- tapply(y, x$school, mean)[names(m)]
  within <- sum((y - means[as.character(x$school)])^2) / (n - k)
  between <- sum(m * (means - mean(y))^2) / (k - 1); m0 <- (n - sum(m^2) / n) / (k - 1)
  f <- between / within; share <- function(r) (r - 1) / (r + m0 - 1)
  check(name, share(f), estimate)
  check(paste(name, "low"), share(f / qf(.975, k - 1, n - k)), low)
  check(paste(name, "high"), share(f / qf(.025, k - 1, n - k)), high)
}

complete <- function(x, column, adjusted) x[complete.cases(x[, c(column, adjusted, "inArm", "school")]), ]
# Linear mixed model, REML, Satterthwaite.
mixed <- function(x, column, adjusted) {
  x <- complete(x, column, adjusted)
  fit <- lmerTest::lmer(reformulate(c(adjusted, "inArm", "(1 | school)"), column), x, REML = TRUE)
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
# Difference between waves, beyond that of control where there is one: a term a school, CR2.
change <- function(column, before, after, arm, control) {
  x <- d[d$wave %in% c(before, after) & !is.na(d[[column]]), ]
  if (!is.null(arm)) x <- x[x$arm %in% c(arm, control), ]
  x$later <- as.numeric(x$wave == after); x$effect <- if (is.null(arm)) x$later else x$later * (x$arm == arm)
  terms <- if (is.null(arm)) "effect" else c("later", "effect")
  t <- cr2(lm(reformulate(c("factor(school)", terms), column), x), x$school)
  at <- nrow(t); list(b = t$beta[at], se = t$SE[at], df = if (is.null(t$df_Satt)) t$df[at] else t$df_Satt[at])
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
check("s_intend wave 2 A n", sum(!is.na(rows(2, "A")$s_intend)), 234)
check_mean("s_intend wave 2 A", rows(2, "A"), "s_intend", 0.6822649572649573, 0.526287852654842, 0.8382420618750726)
check("s_intend wave 2 B n", sum(!is.na(rows(2, "B")$s_intend)), 223)
check_mean("s_intend wave 2 B", rows(2, "B"), "s_intend", 0.35112107623318384, 0.24941102882821065, 0.45283112363815703)
check_icc("s_intend ICC baseline", rows(1, NULL), "s_intend", 0.19088836575228632, 0.10616169573863649, 0.34214799564383525)
check_icc("s_intend ICC follow-up", rows(2, NULL), "s_intend", 0.2216343157577822, 0.12834820014258502, 0.38203739660281083)
check_effect("s_intend B - A", mixed(pair(2, "B", "A"), "s_intend", c("s_intend_before", "gender_before")), -0.18874055562514458, -0.33784965022692537, -0.03963146102336382, 0.07239134129776537, 0.015187308106205968)
check_icc_model("s_intend B - A ICC", pair(2, "B", "A"), "s_intend", c("s_intend_before", "gender_before"), 0.09117827278442125, 0.02593590651712307, 0.20951726629555012)
check_effect("unadjusted: s_intend B - A", mixed(pair(2, "B", "A"), "s_intend", c()), -0.33542750941695104, -0.5089165299725318, -0.16193848886137036, 0.08370394883401981, 0.0005829557921019766)
check_icc_model("unadjusted: s_intend B - A ICC", pair(2, "B", "A"), "s_intend", c(), 0.13208457264561996, 0.061235749938363025, 0.25699565467331864)
check_effect("school-means: s_intend B - A", mixed(pair(2, "B", "A"), "s_intend", c("s_intend_school")), -0.11133638830488023, -0.24544269822119041, 0.022769921611429975, 0.06462653995210761, 0.0991029656817847)
check_icc_model("school-means: s_intend B - A ICC", pair(2, "B", "A"), "s_intend", c("s_intend_school"), 0.027690350060712098, 0, 0.09645778912055908)
weights_of <- weighted_change("s_intend", 1, 2, "B", "A")
check_effect("s_intend weighted B", weights_of, -0.2117340802407803, -0.3470532894183841, -0.07641487106317651, 0.06500691367296196, 0.003824067004500797)
check("s_intend weighted B: effective number", weights_of$effective, 346.8772598087228)

# ---- drunk_12m_from_1, wave 2
check("drunk_12m_from_1 wave 2 A n", sum(!is.na(rows(2, "A")$drunk_12m_from_1)), 230)
check_share("drunk_12m_from_1 wave 2 A", rows(2, "A"), "drunk_12m_from_1", 0.09130434782608697, 0.052223804567551324, 0.1548517756688266)
check("drunk_12m_from_1 wave 2 B n", sum(!is.na(rows(2, "B")$drunk_12m_from_1)), 219)
check_share("drunk_12m_from_1 wave 2 B", rows(2, "B"), "drunk_12m_from_1", 0.02283105022831049, 0.008164004627440269, 0.06219582690652246)
check_icc("drunk_12m_from_1 ICC baseline", rows(1, NULL), "drunk_12m_from_1", 0.027431782960503172, -0.004626186738591605, 0.0972979542854744)
check_icc("drunk_12m_from_1 ICC follow-up", rows(2, NULL), "drunk_12m_from_1", 0.03408301094535737, -0.0009221016516786072, 0.10959825019710145)
# drunk_12m_from_1 B - A: too-few-rows

# ---- s_refuse, wave 2
check("s_refuse wave 2 A n", sum(!is.na(rows(2, "A")$s_refuse)), 237)
check_mean("s_refuse wave 2 A", rows(2, "A"), "s_refuse", 1.6741198312236287, 1.60841318144407, 1.7398264810031874)
check("s_refuse wave 2 B n", sum(!is.na(rows(2, "B")$s_refuse)), 224)
check_mean("s_refuse wave 2 B", rows(2, "B"), "s_refuse", 1.7166683035714285, 1.6544240901453828, 1.7789125169974742)
check_icc("s_refuse ICC baseline", rows(1, NULL), "s_refuse", -0.008184457623918144, -0.026141737266782587, 0.032874225562972384)
check_icc("s_refuse ICC follow-up", rows(2, NULL), "s_refuse", 0.004046534923113094, -0.019181410105619568, 0.05621837482174414)
check_effect("s_refuse B - A", school_means(pair(2, "B", "A"), "s_refuse", c("s_refuse_before", "gender_before")), -0.003965937374106505, -0.08368391065283362, 0.07575203590462062, 0.038439176684663165, 0.9187593197758919)
check_icc_model("s_refuse B - A ICC", pair(2, "B", "A"), "s_refuse", c("s_refuse_before", "gender_before"), 0, 0, 0.03470466208681702)

# ---- s_help_easy, wave 2
check("s_help_easy wave 2 A n", sum(!is.na(rows(2, "A")$s_help_easy)), 234)
check_mean("s_help_easy wave 2 A", rows(2, "A"), "s_help_easy", 1.6688034188034186, 1.6065125708434547, 1.7310942667633826)
check("s_help_easy wave 2 B n", sum(!is.na(rows(2, "B")$s_help_easy)), 228)
check_mean("s_help_easy wave 2 B", rows(2, "B"), "s_help_easy", 1.7057741228070176, 1.5971177487168138, 1.8144304968972214)
check_icc("s_help_easy ICC baseline", rows(1, NULL), "s_help_easy", 0.0014340143817298744, -0.0202598340430389, 0.050416523344633854)
check_icc("s_help_easy ICC follow-up", rows(2, NULL), "s_help_easy", 0.01608962283367542, -0.011625280088696423, 0.07739809569923792)
check_effect("s_help_easy B - A", mixed(pair(2, "B", "A"), "s_help_easy", c("s_help_easy_before", "gender_before")), -0.021884083090643394, -0.14238043418331198, 0.09861226800202517, 0.058124954786611054, 0.7101271553824267)
check_icc_model("s_help_easy B - A ICC", pair(2, "B", "A"), "s_help_easy", c("s_help_easy_before", "gender_before"), 0.007858989989821954, 0, 0.07847248626761993)

# ---- drunk_life_from_1, wave 2
check("drunk_life_from_1 wave 2 A n", sum(!is.na(rows(2, "A")$drunk_life_from_1)), 230)
check_share("drunk_life_from_1 wave 2 A", rows(2, "A"), "drunk_life_from_1", 0.21739130434782608, 0.15123992296525499, 0.30217572247864466)
check("drunk_life_from_1 wave 2 B n", sum(!is.na(rows(2, "B")$drunk_life_from_1)), 220)
check_share("drunk_life_from_1 wave 2 B", rows(2, "B"), "drunk_life_from_1", 0.06363636363636364, 0.04128238122988391, 0.09687172604432483)
check_icc("drunk_life_from_1 ICC baseline", rows(1, NULL), "drunk_life_from_1", 0.06990776507316909, 0.02287577593019464, 0.16714498421645588)
check_icc("drunk_life_from_1 ICC follow-up", rows(2, NULL), "drunk_life_from_1", 0.061217442432506215, 0.01657218235649676, 0.1543204288220905)
check_effect("drunk_life_from_1 B - A", mixed(pair(2, "B", "A"), "drunk_life_from_1", c("drunk_life_from_1_before", "gender_before")), -0.16181863899117802, -0.24512536776806126, -0.07851191021429477, 0.040245467781278695, 0.0005438848535943737)
check_icc_model("drunk_life_from_1 B - A ICC", pair(2, "B", "A"), "drunk_life_from_1", c("drunk_life_from_1_before", "gender_before"), 0.004041733236756164, 0, 0.07389752898573083)
check("s_intend wave 1 A n", sum(!is.na(rows(1, "A")$s_intend)), 233)
check_mean("s_intend wave 1 A", rows(1, "A"), "s_intend", 0.7626609442060086, 0.6318465943440899, 0.8934752940679274)
check("s_intend wave 2 A n", sum(!is.na(rows(2, "A")$s_intend)), 234)
check_mean("s_intend wave 2 A", rows(2, "A"), "s_intend", 0.6822649572649573, 0.526287852654842, 0.8382420618750726)
check("s_intend wave 1 B n", sum(!is.na(rows(1, "B")$s_intend)), 232)
check_mean("s_intend wave 1 B", rows(1, "B"), "s_intend", 0.45991379310344827, 0.3031917160604371, 0.6166358701464594)
check("s_intend wave 2 B n", sum(!is.na(rows(2, "B")$s_intend)), 223)
check_mean("s_intend wave 2 B", rows(2, "B"), "s_intend", 0.35112107623318384, 0.24941102882821065, 0.45283112363815703)
check("drunk_12m_from_1 wave 1 A n", sum(!is.na(rows(1, "A")$drunk_12m_from_1)), 232)
check_share("drunk_12m_from_1 wave 1 A", rows(1, "A"), "drunk_12m_from_1", 0.10344827586206902, 0.06291791049666277, 0.16547694636320925)
check("drunk_12m_from_1 wave 2 A n", sum(!is.na(rows(2, "A")$drunk_12m_from_1)), 230)
check_share("drunk_12m_from_1 wave 2 A", rows(2, "A"), "drunk_12m_from_1", 0.09130434782608697, 0.052223804567551324, 0.1548517756688266)
check("drunk_12m_from_1 wave 1 B n", sum(!is.na(rows(1, "B")$drunk_12m_from_1)), 227)
check_share("drunk_12m_from_1 wave 1 B", rows(1, "B"), "drunk_12m_from_1", 0.030837004405286316, 0.014868255340611054, 0.06286205094431253)
check("drunk_12m_from_1 wave 2 B n", sum(!is.na(rows(2, "B")$drunk_12m_from_1)), 219)
check_share("drunk_12m_from_1 wave 2 B", rows(2, "B"), "drunk_12m_from_1", 0.02283105022831049, 0.008164004627440269, 0.06219582690652246)
check("s_refuse wave 1 A n", sum(!is.na(rows(1, "A")$s_refuse)), 234)
check_mean("s_refuse wave 1 A", rows(1, "A"), "s_refuse", 1.6730777777777779, 1.6067485124053367, 1.739407043150219)
check("s_refuse wave 2 A n", sum(!is.na(rows(2, "A")$s_refuse)), 237)
check_mean("s_refuse wave 2 A", rows(2, "A"), "s_refuse", 1.6741198312236287, 1.60841318144407, 1.7398264810031874)
check("s_refuse wave 1 B n", sum(!is.na(rows(1, "B")$s_refuse)), 239)
check_mean("s_refuse wave 1 B", rows(1, "B"), "s_refuse", 1.649652719665272, 1.5991394510979204, 1.7001659882326234)
check("s_refuse wave 2 B n", sum(!is.na(rows(2, "B")$s_refuse)), 224)
check_mean("s_refuse wave 2 B", rows(2, "B"), "s_refuse", 1.7166683035714285, 1.6544240901453828, 1.7789125169974742)
check("s_help_easy wave 1 A n", sum(!is.na(rows(1, "A")$s_help_easy)), 235)
check_mean("s_help_easy wave 1 A", rows(1, "A"), "s_help_easy", 1.6836885106382977, 1.6138723335252612, 1.7535046877513343)
check("s_help_easy wave 2 A n", sum(!is.na(rows(2, "A")$s_help_easy)), 234)
check_mean("s_help_easy wave 2 A", rows(2, "A"), "s_help_easy", 1.6688034188034186, 1.6065125708434547, 1.7310942667633826)
check("s_help_easy wave 1 B n", sum(!is.na(rows(1, "B")$s_help_easy)), 237)
check_mean("s_help_easy wave 1 B", rows(1, "B"), "s_help_easy", 1.6751071729957807, 1.5868506668050046, 1.7633636791865568)
check("s_help_easy wave 2 B n", sum(!is.na(rows(2, "B")$s_help_easy)), 228)
check_mean("s_help_easy wave 2 B", rows(2, "B"), "s_help_easy", 1.7057741228070176, 1.5971177487168138, 1.8144304968972214)
check("drunk_life_from_1 wave 1 A n", sum(!is.na(rows(1, "A")$drunk_life_from_1)), 232)
check_share("drunk_life_from_1 wave 1 A", rows(1, "A"), "drunk_life_from_1", 0.2241379310344828, 0.15598324908829217, 0.3110955361596926)
check("drunk_life_from_1 wave 2 A n", sum(!is.na(rows(2, "A")$drunk_life_from_1)), 230)
check_share("drunk_life_from_1 wave 2 A", rows(2, "A"), "drunk_life_from_1", 0.21739130434782608, 0.15123992296525499, 0.30217572247864466)
check("drunk_life_from_1 wave 1 B n", sum(!is.na(rows(1, "B")$drunk_life_from_1)), 231)
check_share("drunk_life_from_1 wave 1 B", rows(1, "B"), "drunk_life_from_1", 0.10389610389610382, 0.05361896527512919, 0.19176417944112065)
check("drunk_life_from_1 wave 2 B n", sum(!is.na(rows(2, "B")$drunk_life_from_1)), 220)
check_share("drunk_life_from_1 wave 2 B", rows(2, "B"), "drunk_life_from_1", 0.06363636363636364, 0.04128238122988391, 0.09687172604432483)
check_effect("gender = 1: s_intend B - A", mixed(pair(2, "B", "A", d$gender_before %in% 1), "s_intend", c("s_intend_before")), -0.21486500635723907, -0.4195725958948966, -0.010157416819581572, 0.09798026978921823, 0.040611449791233135)
check_icc_model("gender = 1: s_intend B - A ICC", pair(2, "B", "A", d$gender_before %in% 1), "s_intend", c("s_intend_before"), 0.15621906034077643, 0.029505816520139557, 0.36187806386139126)
check_effect("gender = 2: s_intend B - A", mixed(pair(2, "B", "A", d$gender_before %in% 2), "s_intend", c("s_intend_before")), -0.14098576725420145, -0.29186575251243924, 0.009894218004036337, 0.07226995764180223, 0.06541920694176803)
check_icc_model("gender = 2: s_intend B - A ICC", pair(2, "B", "A", d$gender_before %in% 2), "s_intend", c("s_intend_before"), 0.027028437502260225, 0, 0.1745114591981713)
check("secondary p 1, holm", p.adjust(c(0.9187593197758919), "holm")[1], 0.9187593197758919)
check("exploratory p 1, BH", p.adjust(c(0.7101271553824267), "BH")[1], 0.7101271553824267)

finish()
