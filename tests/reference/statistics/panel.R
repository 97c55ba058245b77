# 16 schools over four waves, not drawn by lot, the lesson before wave 3: two-way effects with one term a school.
source("fits.R")
set.seed(20261108)
schools <- 16
d <- expand.grid(pupil = 1:9, wave = 1:4, school = 1:schools)
d <- d[runif(nrow(d)) > .15, ]
d$treated <- as.integer(d$school <= 7)
d$y <- round(rnorm(schools)[d$school] + .2 * d$wave + .3 * d$treated + rnorm(schools * 4, 0, .2)[d$school * 4 - d$wave + 1] -
             .4 * d$treated * (d$wave >= 3) + rnorm(nrow(d)), 3)
d$pupil <- NULL
write.csv(d, "panel.csv", row.names = FALSE)
d$did <- d$treated * (d$wave >= 3)
two <- lm(y ~ factor(school) + factor(wave) + did, d)
one <- coef_test(two, vcov = "CR2", cluster = d$school)["did", ]
for (w in c(1, 3, 4)) d[[paste0("w", w)]] <- d$treated * (d$wave == w)
event <- lm(y ~ factor(school) + factor(wave) + w1 + w3 + w4, d)
three <- coef_test(event, vcov = "CR2", cluster = d$school)[c("w1", "w3", "w4"), ]
save_all("panel", list(
  two_way = rows("difference in differences", one$beta, one$SE, one$df_Satt),
  event_time = rows(c("wave 1", "wave 3", "wave 4"), three$beta, three$SE, three$df_Satt)))
