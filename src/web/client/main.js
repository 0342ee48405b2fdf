import { installCopy } from './copy.js'
import { installForms } from './form.js'
import { installKeys } from './keys.js'
import { installLive } from './live.js'
import { installMenus } from './menu.js'
import { installShots } from './shots.js'
import { installTheme } from './theme.js'
import { installTimes } from './times.js'

installTheme()
installMenus()
installForms()
installKeys()
installCopy()
installTimes()
installLive()
installShots()
