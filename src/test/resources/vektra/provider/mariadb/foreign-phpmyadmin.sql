-- phpMyAdmin SQL Dump
-- version 5.2.1
-- https://www.phpmyadmin.net/

SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
START TRANSACTION;
SET time_zone = "+00:00";

/*!40101 SET NAMES utf8mb4 */;

DELIMITER $$
--
-- Procedures
--
CREATE DEFINER=`admin`@`%` PROCEDURE `publish` (IN `word` VARCHAR(100))   BEGIN
INSERT INTO articles (title) VALUES (word);
END$$

DELIMITER ;

CREATE TABLE `articles` (
  `id` int(11) NOT NULL,
  `title` varchar(100) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_as_cs;

INSERT INTO `articles` (`id`, `title`) VALUES
(1, 'it''s one'),
(2, 'naïve 😀; DEFINER=`a`@`b`');

DELIMITER $$
CREATE DEFINER=`admin`@`%` TRIGGER `noted` AFTER INSERT ON `articles` FOR EACH ROW INSERT INTO `changes` VALUES (NEW.id)
$$
DELIMITER ;

CREATE TABLE `changes` (
  `article` int(11) DEFAULT NULL
) ENGINE=MyISAM DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;

CREATE TABLE `shown` (
`id` int(11)
,`title` varchar(100)
);

DROP TABLE IF EXISTS `shown`;

CREATE ALGORITHM=UNDEFINED DEFINER=`admin`@`%` SQL SECURITY DEFINER VIEW `shown`  AS SELECT `articles`.`id` AS `id`, `articles`.`title` AS `title` FROM `articles` ;

ALTER TABLE `articles`
  ADD PRIMARY KEY (`id`);

ALTER TABLE `articles`
  MODIFY `id` int(11) NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=3;
COMMIT;
