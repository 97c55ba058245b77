# Means, shares and intraclass correlations of unbalanced.csv (run unbalanced.R first).
source("fits.R")
d <- read.csv("unbalanced.csv")
d$high <- as.integer(d$post > 3.2)
mean_of <- function(y, school) {
  fit <- lm(y ~ 1)
  test <- coef_test(fit, vcov = "CR2", cluster = school)
  rows("mean", coef(fit), test$SE, test$df_Satt)
}
share <- mean_of(d$high, d$school)
half <- qt(.975, share$df) * share$se / (share$estimate * (1 - share$estimate))
a <- anova(lm(post ~ factor(school), d))
sizes <- table(d$school); k <- length(sizes); n <- nrow(d)
m0 <- (n - sum(sizes^2) / n) / (k - 1)
f <- a[1, "F value"]
to_icc <- function(f) (f - 1) / (f + m0 - 1)
deviance_at <- lmer(post ~ pre + cc + (1 | school), d, devFunOnly = TRUE)
best <- optimise(deviance_at, c(0, 3), tol = 1e-12)
edge <- function(low, high) uniroot(function(t) deviance_at(t) - best$objective - qchisq(.95, 1), c(low, high), tol = 1e-13)$root
by_theta <- function(t) t^2 / (1 + t^2)
save_all("description", list(
  mean = mean_of(d$post, d$school),
  share = c(as.list(share[, c("estimate", "se", "df")]), low = plogis(qlogis(share$estimate) - half), high = plogis(qlogis(share$estimate) + half)),
  anova = list(estimate = to_icc(f), low = to_icc(f / qf(.975, k - 1, n - k)), high = to_icc(f / qf(.025, k - 1, n - k))),
  model = list(estimate = by_theta(best$minimum), low = by_theta(edge(0, best$minimum)), high = by_theta(edge(best$minimum, 3)))))
