# 22 schools, a third of the pupils gone at follow-up, more of them among users: weights from a logistic regression.
source("fits.R")
set.seed(20261109)
schools <- 22
sizes <- sample(15:35, schools, replace = TRUE); k <- rep(1:schools, sizes)
d <- data.frame(school = k, arm = k %% 2, use = rbinom(length(k), 1, .25), age = sample(13:15, length(k), replace = TRUE))
d$stayed <- rbinom(nrow(d), 1, plogis(1.2 - .9 * d$use - .3 * d$arm + .2 * (d$age - 14)))
d$post <- round(1 + .8 * d$use - .3 * d$arm + rnorm(schools, 0, .3)[k] + rnorm(nrow(d)), 3)
d$post[d$stayed == 0] <- 0
write.csv(d, "attrition.csv", row.names = FALSE)
p <- fitted(glm(stayed ~ use * arm + age, binomial, d, control = glm.control(epsilon = 1e-14)))
e <- d[d$stayed == 1, ]
e$w <- mean(d$stayed) / p[d$stayed == 1]
e$w <- pmin(e$w, sort(e$w)[ceiling(.99 * nrow(e))])
fit <- lm(post ~ arm, e, weights = w)
test <- coef_test(fit, vcov = "CR0", cluster = e$school, test = "naive-t")
x <- model.matrix(~ use * arm + age, d)[, -1]
spread <- apply(x, 2, function(v) sqrt(mean((v - mean(v))^2)))
balance <- data.frame(term = colnames(x), mean = colMeans(x),
  before = (colMeans(x[d$stayed == 1, ]) - colMeans(x)) / spread,
  after = (apply(x[d$stayed == 1, ], 2, weighted.mean, e$w) - colMeans(x)) / spread, row.names = NULL)
balance <- balance[match(c("use", "arm", "age", "use:arm"), balance$term), ]
save_all("attrition", list(stayed = nrow(e), balance = balance, effective = sum(e$w)^2 / sum(e$w^2), largest = max(e$w),
                           fixed = rows(names(coef(fit)), coef(fit), test$SE, schools - 1)))
