// The icons in use, from Lucide (ISC licence). Read at build time: only what a page shows reaches the browser.
import archive from 'lucide-static/icons/archive.svg?raw'
import arrowDown from 'lucide-static/icons/arrow-down.svg?raw'
import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw'
import arrowRight from 'lucide-static/icons/arrow-right.svg?raw'
import arrowUp from 'lucide-static/icons/arrow-up.svg?raw'
import backpack from 'lucide-static/icons/backpack.svg?raw'
import bookOpen from 'lucide-static/icons/book-open.svg?raw'
import boxes from 'lucide-static/icons/boxes.svg?raw'
import calendarCheck from 'lucide-static/icons/calendar-check.svg?raw'
import chartColumn from 'lucide-static/icons/chart-column.svg?raw'
import check from 'lucide-static/icons/check.svg?raw'
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw'
import circleQuestionMark from 'lucide-static/icons/circle-question-mark.svg?raw'
import clipboardCheck from 'lucide-static/icons/clipboard-check.svg?raw'
import clipboardList from 'lucide-static/icons/clipboard-list.svg?raw'
import clock from 'lucide-static/icons/clock.svg?raw'
import copy from 'lucide-static/icons/copy.svg?raw'
import download from 'lucide-static/icons/download.svg?raw'
import externalLink from 'lucide-static/icons/external-link.svg?raw'
import eye from 'lucide-static/icons/eye.svg?raw'
import eyeOff from 'lucide-static/icons/eye-off.svg?raw'
import fileText from 'lucide-static/icons/file-text.svg?raw'
import flaskConical from 'lucide-static/icons/flask-conical.svg?raw'
import graduationCap from 'lucide-static/icons/graduation-cap.svg?raw'
import handHeart from 'lucide-static/icons/hand-heart.svg?raw'
import heartHandshake from 'lucide-static/icons/heart-handshake.svg?raw'
import house from 'lucide-static/icons/house.svg?raw'
import info from 'lucide-static/icons/info.svg?raw'
import keyRound from 'lucide-static/icons/key-round.svg?raw'
import languages from 'lucide-static/icons/languages.svg?raw'
import lifeBuoy from 'lucide-static/icons/life-buoy.svg?raw'
import link2 from 'lucide-static/icons/link-2.svg?raw'
import listChecks from 'lucide-static/icons/list-checks.svg?raw'
import listOrdered from 'lucide-static/icons/list-ordered.svg?raw'
import lock from 'lucide-static/icons/lock.svg?raw'
import logIn from 'lucide-static/icons/log-in.svg?raw'
import logOut from 'lucide-static/icons/log-out.svg?raw'
import mail from 'lucide-static/icons/mail.svg?raw'
import menu from 'lucide-static/icons/menu.svg?raw'
import messageCircle from 'lucide-static/icons/message-circle.svg?raw'
import messagesSquare from 'lucide-static/icons/messages-square.svg?raw'
import music from 'lucide-static/icons/music.svg?raw'
import notebookPen from 'lucide-static/icons/notebook-pen.svg?raw'
import packageIcon from 'lucide-static/icons/package.svg?raw'
import pause from 'lucide-static/icons/pause.svg?raw'
import pencil from 'lucide-static/icons/pencil.svg?raw'
import phone from 'lucide-static/icons/phone.svg?raw'
import play from 'lucide-static/icons/play.svg?raw'
import plus from 'lucide-static/icons/plus.svg?raw'
import presentation from 'lucide-static/icons/presentation.svg?raw'
import printer from 'lucide-static/icons/printer.svg?raw'
import puzzle from 'lucide-static/icons/puzzle.svg?raw'
import qrCode from 'lucide-static/icons/qr-code.svg?raw'
import refreshCw from 'lucide-static/icons/refresh-cw.svg?raw'
import scale from 'lucide-static/icons/scale.svg?raw'
import school from 'lucide-static/icons/school.svg?raw'
import scissors from 'lucide-static/icons/scissors.svg?raw'
import search from 'lucide-static/icons/search.svg?raw'
import settings from 'lucide-static/icons/settings.svg?raw'
import share2 from 'lucide-static/icons/share-2.svg?raw'
import shieldCheck from 'lucide-static/icons/shield-check.svg?raw'
import siren from 'lucide-static/icons/siren.svg?raw'
import smartphone from 'lucide-static/icons/smartphone.svg?raw'
import split from 'lucide-static/icons/split.svg?raw'
import sprout from 'lucide-static/icons/sprout.svg?raw'
import stethoscope from 'lucide-static/icons/stethoscope.svg?raw'
import ticket from 'lucide-static/icons/ticket.svg?raw'
import timer from 'lucide-static/icons/timer.svg?raw'
import trash2 from 'lucide-static/icons/trash-2.svg?raw'
import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw'
import user from 'lucide-static/icons/user.svg?raw'
import users from 'lucide-static/icons/users.svg?raw'
import volume2 from 'lucide-static/icons/volume-2.svg?raw'
import wifiOff from 'lucide-static/icons/wifi-off.svg?raw'
import x from 'lucide-static/icons/x.svg?raw'

export const icons = {
  archive,
  'arrow-down': arrowDown,
  'arrow-left': arrowLeft,
  'arrow-right': arrowRight,
  'arrow-up': arrowUp,
  backpack,
  'book-open': bookOpen,
  boxes,
  'calendar-check': calendarCheck,
  'chart-column': chartColumn,
  check,
  'chevron-down': chevronDown,
  'circle-question-mark': circleQuestionMark,
  'clipboard-check': clipboardCheck,
  'clipboard-list': clipboardList,
  clock,
  copy,
  download,
  'external-link': externalLink,
  eye,
  'eye-off': eyeOff,
  'file-text': fileText,
  'flask-conical': flaskConical,
  'graduation-cap': graduationCap,
  'hand-heart': handHeart,
  'heart-handshake': heartHandshake,
  house,
  info,
  'key-round': keyRound,
  languages,
  'life-buoy': lifeBuoy,
  'link-2': link2,
  'list-checks': listChecks,
  'list-ordered': listOrdered,
  lock,
  'log-in': logIn,
  'log-out': logOut,
  mail,
  menu,
  'message-circle': messageCircle,
  'messages-square': messagesSquare,
  music,
  'notebook-pen': notebookPen,
  package: packageIcon,
  pause,
  pencil,
  phone,
  play,
  plus,
  presentation,
  printer,
  puzzle,
  'qr-code': qrCode,
  'refresh-cw': refreshCw,
  scale,
  school,
  scissors,
  search,
  settings,
  'share-2': share2,
  'shield-check': shieldCheck,
  siren,
  smartphone,
  split,
  sprout,
  stethoscope,
  ticket,
  timer,
  'trash-2': trash2,
  'triangle-alert': triangleAlert,
  user,
  users,
  'volume-2': volume2,
  'wifi-off': wifiOff,
  x,
} as const
export type IconName = keyof typeof icons
