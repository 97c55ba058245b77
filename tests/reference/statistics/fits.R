# The models of R that our own are compared with, each as a list that jsonlite can print.
# Sourced by the script of each data set: Rscript balanced.R writes balanced.csv and balanced.json.
suppressPackageStartupMessages({
  library(lme4); library(lmerTest); library(pbkrtest); library(geepack); library(clubSandwich); library(jsonlite)
})
options(digits = 15, contrasts = c("contr.treatment", "contr.poly"))

rows <- function(term, estimate, se, df) {
  estimate <- unname(estimate); se <- unname(se)
  statistic <- estimate / se
  half <- qt(.975, df) * se
  data.frame(term = term, estimate = estimate, se = se, df = df, statistic = statistic,
             p = 2 * pt(-abs(statistic), df), low = estimate - half, high = estimate + half,
             row.names = NULL)
}

tight <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhobeg = 0.02, rhoend = 1e-11, maxfun = 100000))

# random: "(1 | school)" or "(1 | school / class)". ddf NA: estimates only.
mixed <- function(formula, random, data, reml = TRUE, ddf = "Satterthwaite") {
  fit <- lmerTest::lmer(as.formula(paste(formula, "+", random)), data, REML = reml, control = tight)
  v <- as.data.frame(VarCorr(fit))
  variance <- setNames(as.list(v$vcov), ifelse(v$grp == "Residual", "residual",
                                               ifelse(grepl(":", v$grp), "subcluster", "cluster")))
  s <- coef(summary(fit, ddf = ddf))
  list(fixed = rows(rownames(s), s[, "Estimate"], s[, "Std. Error"], s[, "df"]), variance = variance,
       icc = variance$cluster / sum(unlist(variance)), logLik = as.numeric(logLik(fit)),
       n = nobs(fit), clusters = length(unique(data$school)))
}

ols <- function(formula, data, type) {
  fit <- lm(as.formula(formula), data)
  test <- coef_test(fit, vcov = type, cluster = data$school, test = if (type == "CR2") "Satterthwaite" else "naive-t")
  df <- if (type == "CR2") test$df_Satt else rep(length(unique(data$school)) - 1, length(coef(fit)))
  list(fixed = rows(names(coef(fit)), coef(fit), test$SE, df), variance = list(residual = sigma(fit)^2),
       logLik = as.numeric(logLik(fit)), n = nobs(fit), clusters = length(unique(data$school)))
}

# Principal square root of the inverse of a matrix that is similar to a symmetric one.
inverse_root <- function(a) {
  e <- eigen(a)
  Re(e$vectors %*% diag(1 / sqrt(e$values), nrow(a)) %*% solve(e$vectors))
}

# geepack's fit and robust errors (cr0); Kauermann–Carroll, Mancl–DeRouen and Fay–Graubard from the published formulas.
gee <- function(formula, data, family = gaussian, corstr = "independence") {
  data <- data[order(data$school), ]
  data$.id <- as.integer(factor(data$school))
  fit <- geeglm(as.formula(formula), id = .id, data = data, family = family, corstr = corstr,
                control = geese.control(epsilon = 1e-13, maxit = 200))
  x <- model.matrix(fit); mu <- fitted(fit); y <- fit$y
  alpha <- if (corstr == "exchangeable") unname(fit$geese$alpha) else 0
  d <- if (fit$family$link == "logit") mu * (1 - mu) else rep(1, length(mu))
  v <- if (fit$family$link == "logit") mu * (1 - mu) else rep(1, length(mu))
  groups <- split(seq_along(y), data$.id)
  parts <- lapply(groups, function(i) {
    D <- x[i, , drop = FALSE] * d[i]
    R <- matrix(alpha, length(i), length(i)); diag(R) <- 1
    list(D = D, Vi = solve(outer(sqrt(v[i]), sqrt(v[i])) * R), e = (y - mu)[i])
  })
  M <- solve(Reduce(`+`, lapply(parts, function(k) t(k$D) %*% k$Vi %*% k$D)))
  # Fay–Graubard with the terms centred (all models here have an intercept); centre takes its coefficients back.
  centre <- diag(ncol(x)); centre[1, -1] <- -colMeans(x)[-1]
  with_meat <- function(score) M %*% Reduce(`+`, lapply(parts, function(k) tcrossprod(score(k)))) %*% M
  I_H <- function(k) diag(length(k$e)) - k$D %*% M %*% t(k$D) %*% k$Vi
  covariances <- list(
    cr0 = with_meat(function(k) t(k$D) %*% k$Vi %*% k$e),
    kc = with_meat(function(k) t(k$D) %*% k$Vi %*% inverse_root(I_H(k)) %*% k$e),
    md = with_meat(function(k) t(k$D) %*% k$Vi %*% solve(I_H(k)) %*% k$e),
    fg = with_meat(function(k) {
      to <- t(centre); back <- solve(to)
      q <- to %*% t(k$D) %*% k$Vi %*% k$D %*% M %*% back
      back %*% diag(1 / sqrt(1 - pmin(.75, diag(q))), ncol(x)) %*% to %*% t(k$D) %*% k$Vi %*% k$e
    }))
  clusters <- length(groups)
  robust <- coef(summary(fit))[, "Std.err"]
  stopifnot(max(abs(sqrt(diag(covariances$cr0)) / robust - 1)) < 1e-6)
  lapply(setNames(names(covariances), names(covariances)), function(type)
    list(fixed = rows(names(coef(fit)), coef(fit), sqrt(diag(covariances[[type]])),
                      if (type == "cr0") 1e300 else clusters - ncol(x)),
         alpha = alpha, n = nrow(x), clusters = clusters))
}

# Two stages: residuals of the individual-level part, their means by school, least squares on the school-level part.
summaries <- function(individual, between, data, weights = "none") {
  data$.r <- residuals(lm(as.formula(individual), data))
  means <- aggregate(.r ~ school, data, mean)
  schools <- merge(means, unique(data[, c("school", all.vars(as.formula(paste("~", between))))]))
  schools$.n <- as.vector(table(data$school)[as.character(schools$school)])
  within <- sum(ave(data$.r, data$school, FUN = function(r) r - mean(r))^2) / (nrow(data) - nrow(schools))
  square <- sum(schools$.n * (schools$.r - mean(data$.r))^2) / (nrow(schools) - 1)
  m0 <- (nrow(data) - sum(schools$.n^2) / nrow(data)) / (nrow(schools) - 1)
  apart <- max(0, (square - within) / m0)
  schools$.w <- switch(weights, none = 1, size = schools$.n, inverse = 1 / (apart + within / schools$.n))
  fit <- lm(as.formula(paste(".r ~", between)), schools, weights = .w)
  s <- coef(summary(fit))
  list(fixed = rows(rownames(s), s[, 1], s[, 2], fit$df.residual), n = nrow(data), clusters = nrow(schools))
}

save_all <- function(name, results) {
  writeLines(toJSON(results, digits = NA, auto_unbox = TRUE, pretty = TRUE, dataframe = "rows"),
             paste0(name, ".json"))
}
